/** How a picture looks, in light and in dark; for an SVG of its own and for those in a page. */
export const pictureStyle = `
.map{--page:#fff;--text:#0f172a;--soft:#475569;--box:#f5f7fa;--border:#cbd5e1;--node:#fff;--edge:#94a3b8;--line:#64748b;
--blue:#dbeafe;--blue-edge:#3b82f6;--violet:#ede9fe;--violet-edge:#8b5cf6;--amber:#fef3c7;--amber-edge:#d97706;
--green:#dcfce7;--green-edge:#16a34a;--red:#dc2626;--red-soft:#fef2f2;--maybe:#b45309}
@media (prefers-color-scheme:dark){.map{--page:#0b1120;--text:#e2e8f0;--soft:#a3b1c6;--box:#131c2e;--border:#334155;
--node:#1e293b;--edge:#64748b;--line:#8494ab;--blue:#172f57;--blue-edge:#60a5fa;--violet:#2e2358;--violet-edge:#a78bfa;
--amber:#42300d;--amber-edge:#f59e0b;--green:#0f3521;--green-edge:#4ade80;--red:#f87171;--red-soft:#3b1518;--maybe:#fbbf24}}
.map{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.map text{fill:var(--text);font-size:12px}
.map .page{fill:var(--page)}
.map .box rect{fill:var(--box);stroke:var(--border)}
.map .box text{font-size:13px;font-weight:600}
.map .node rect{fill:var(--node);stroke:var(--edge)}
.map .node text{text-anchor:middle}
.map .note{font-size:10.5px}
.map .node .note,.map .legend text{fill:var(--soft)}
.map .all rect{stroke-width:2}
.map .namespace rect{fill:var(--box)}
.map .namespace .name{font-weight:600}
.map .cluster rect{fill:var(--blue);stroke:var(--blue-edge);stroke-width:2}
.map .nodes rect{fill:var(--amber);stroke:var(--amber-edge)}
.map .ranges rect{fill:var(--violet);stroke:var(--violet-edge)}
.map .ways-in rect{fill:var(--green);stroke:var(--green-edge)}
.map .potential rect{stroke-dasharray:4 3}
.map .link .line{fill:none;stroke:var(--line);stroke-width:1.3}
.map .link .head{fill:var(--line)}
.map .link rect{fill:var(--page);stroke:var(--border)}
.map .link text{font-size:10.5px;text-anchor:middle;fill:var(--soft)}
.map .some-pods .line,.map .some-clients .line{stroke-dasharray:7 4}
.map .implementation-defined .line{stroke:var(--maybe);stroke-dasharray:2 3}
.map .implementation-defined .head{fill:var(--maybe)}
.map .denied .line{stroke:var(--red);stroke-dasharray:6 4}
.map .denied .head{fill:var(--red)}
.map .denied rect{fill:var(--red-soft);stroke:var(--red)}
.map .denied text{fill:var(--red)}
.map .legend text{font-size:11px;text-anchor:start}
`;
