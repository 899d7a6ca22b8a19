import { pictureStyle } from '../svg-style.ts';

/** How the page of a map looks, on a screen and on paper; with the style of its pictures. */
export const pageStyle = `${pictureStyle}
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font-size:14px;line-height:1.4}
.app{display:flex;flex-direction:column;height:100vh}
header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;padding:8px 16px;border-bottom:1px solid var(--border)}
h1{font-size:16px;margin:0}
h2{font-size:15px;margin:0 0 4px;overflow-wrap:anywhere}
h3{font-size:12px;margin:14px 0 4px;color:var(--soft)}
p{margin:0 0 6px}
.soft{color:var(--soft)}
.space{flex:1}
input,button{font:inherit;color:inherit;background:var(--node);border:1px solid var(--edge);border-radius:5px;padding:3px 8px}
button{cursor:pointer}
button:hover{border-color:var(--blue-edge)}
:focus-visible{outline:2px solid var(--blue-edge);outline-offset:1px}
.find{position:relative}
#results{position:absolute;z-index:2;left:0;top:100%;min-width:100%;max-height:60vh;overflow:auto;margin:2px 0 0;padding:4px;
list-style:none;background:var(--node);border:1px solid var(--edge);border-radius:5px}
#results button,.list button{border:0;background:none;padding:1px 4px;text-align:left;overflow-wrap:anywhere}
#results button:hover,.list button:hover{text-decoration:underline}
main{display:flex;flex:1;min-height:0}
#stage{flex:1;min-width:0;overflow:auto;touch-action:none}
#stage.live{overflow:hidden;cursor:grab;user-select:none}
#stage.live svg{width:100%;height:100%;display:block}
aside{width:340px;overflow:auto;padding:12px 16px;border-left:1px solid var(--border)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:2px 10px 2px 0;overflow-wrap:anywhere;border-bottom:1px solid var(--box)}
th{font-weight:600;font-size:12px;color:var(--soft)}
aside td+td{width:36%}
.list{list-style:none;padding:0;margin:0}
.every{padding:8px 16px;border-top:1px solid var(--border);max-height:40vh;overflow:auto}
summary{cursor:pointer}
.map .node[role]{cursor:pointer}
.map .node:focus-visible{outline:none}
.map .node:focus-visible rect,.map .node:hover[role] rect,.map .chosen rect{stroke:var(--blue-edge);stroke-width:2.5}
.map.focus .node,.map.focus .link,.map .unwanted{opacity:.13}
.map.focus .chosen,.map.focus .near,.map.focus .legend .node,.map.focus .legend .link{opacity:1}
.map.focus .near.unwanted{opacity:.13}
.map.focus .far{opacity:.13}
.map .link.near .line{stroke-width:2}
@media (max-width:800px){main{flex-direction:column}aside{width:auto;max-height:40vh;border-left:0;border-top:1px solid var(--border)}}
@media print{.app{display:block;height:auto}form,button,.hints{display:none}aside{width:auto;border:0}
#stage,#stage.live,.every{overflow:visible;max-height:none}#stage.live svg{height:auto;max-height:100vh}}
`;
