/**
 * What the page of a map does, as plain JavaScript for a browser. The address after `#` is all of its state: a name of the
 * map, `shop/*` for a namespace, or `=` and runs of indexes.
 */
export const pageScript = String.raw`'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const [stage, details, find, results, ports, back] =
    ['stage', 'details', 'find', 'results', 'ports', 'back'].map(byId);
  const overview = stage.querySelector('svg');
  const most = 300;

  const parseRuns = (text) => {
    const found = new Set();
    for (const run of text.split(' ')) {
      const [first, last = first] = run.split('-').map(Number);
      for (let index = first; run !== '' && index <= last; index++) found.add(index);
    }
    return found;
  };
  const connections = data.connections.map(([from, to, fromText, toText, portsText, note]) => ({
    from: parseRuns(from), to: parseRuns(to), fromText, toText, portsText, note,
  }));
  const namespaces = new Map(data.namespaces.map(([name, runs]) => [name, parseRuns(runs)]));
  const indexOf = new Map(data.names.map((name, index) => [name, index]));
  const meets = (a, b) => {
    const [small, large] = a.size < b.size ? [a, b] : [b, a];
    for (const item of small) if (large.has(item)) return true;
    return false;
  };

  /* What is wanted of ports: a protocol, a number, or both; nothing wants all. */
  const carries = (text, wanted) => {
    if (wanted === '' || text.startsWith('everything')) return true;
    const [, protocol, number] = /^(tcp|udp|sctp)?[ /:]*(\d{1,5})?$/i.exec(wanted) ?? [];
    if (protocol === undefined && number === undefined) return text.toLowerCase().includes(wanted.toLowerCase());
    return text.split('; ').some((part) => {
      const [name, list = ''] = part.split(' ');
      if (protocol !== undefined && name !== protocol.toUpperCase()) return false;
      if (number === undefined || list === 'all') return true;
      return list.split(',').some((item) => {
        const [first, last = first] = item.split('-').map(Number);
        return first <= Number(number) && Number(number) <= last;
      });
    });
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const go = (state) => {
    location.hash = state === '' ? '' : '#' + encodeURIComponent(state);
  };
  const linkTo = (state, text) => {
    const button = element('button', text, { type: 'button' });
    button.addEventListener('click', () => go(state));
    return button;
  };
  const listOf = (states, limit) => {
    const list = element('ul', undefined, { class: 'list' });
    for (const state of states.slice(0, limit)) {
      const item = element('li');
      item.append(linkTo(state, state));
      list.append(item);
    }
    if (states.length > limit) list.append(element('li', 'and ' + (states.length - limit) + ' more', { class: 'soft' }));
    return list;
  };

  /* The view box is what is seen of a picture: panned and zoomed by changing it. */
  let seen;
  let whole;
  const look = (box) => {
    seen = box;
    stage.firstElementChild.setAttribute('viewBox', box.map((value) => Math.round(value * 10) / 10).join(' '));
  };
  const zoom = (factor, fx = 0.5, fy = 0.5) => {
    const [x, y, width, height] = seen;
    const scale = Math.min(4, Math.max(0.02, (width * factor) / whole[2])) / (width / whole[2]);
    look([x + width * (1 - scale) * fx, y + height * (1 - scale) * fy, width * scale, height * scale]);
  };
  const pan = (dx, dy) => look([seen[0] + seen[2] * dx, seen[1] + seen[3] * dy, seen[2], seen[3]]);
  /* All of a picture, in the proportions of the stage. */
  const fit = () => {
    const [x, y, width, height] = whole;
    const ratio = stage.clientWidth / Math.max(1, stage.clientHeight);
    const [wide, high] = [Math.max(width, height * ratio), Math.max(height, width / Math.max(0.1, ratio))];
    look([x - (wide - width) / 2, y - (high - height) / 2, wide, high]);
  };
  const put = (svg) => {
    stage.replaceChildren(svg);
    whole = svg.getAttribute('data-whole')?.split(' ').map(Number) ?? svg.getAttribute('viewBox').split(' ').map(Number);
    svg.setAttribute('data-whole', whole.join(' '));
    fit();
  };

  const describe = (state) => {
    const index = indexOf.get(state);
    const members = index !== undefined ? new Set([index])
      : state.startsWith('=') ? parseRuns(state.slice(1))
      : state.endsWith('/*') ? namespaces.get(state.slice(0, -2)) : undefined;
    if (members === undefined) return undefined;
    const names = [...members].map((member) => data.names[member] ?? '');
    const home = [...namespaces].findIndex(([, all]) => [...members].every((member) => all.has(member)));
    const isNamespace = index === undefined && !state.startsWith('=');
    return { title: state.startsWith('=') ? names.length + ' together' : state, members, names, home, isNamespace };
  };

  const connectionTable = (caption, rows, isOutgoing, isSingle) => {
    const wanted = ports.value.trim();
    const shown = rows.filter(({ portsText }) => carries(portsText, wanted));
    const found = [element('h3', caption + ' (' + shown.length + ')')];
    if (shown.length === 0) return [...found, element('p', 'nothing', { class: 'soft' })];
    const table = element('table');
    for (const { fromText, toText, portsText, note } of shown.slice(0, most)) {
      const row = table.insertRow();
      row.insertCell().textContent = isSingle ? (isOutgoing ? toText : fromText) : fromText + ' → ' + toText;
      row.insertCell().textContent = note === '' ? portsText : portsText + ' (' + note + ')';
    }
    if (shown.length > most) table.insertRow().insertCell().textContent = 'and ' + (shown.length - most) + ' more';
    return [...found, table];
  };

  const showDetails = (chosen) => {
    if (chosen === undefined) {
      const hints = element('div', undefined, { class: 'hints' });
      hints.append(
        element('h2', data.caption),
        element('p', 'Choose a node to see what it may connect to, and what may connect to it.'),
        element('p', 'Drag or arrow keys move the map, the wheel or + and - zoom, 0 shows all, Escape goes back.', { class: 'soft' }),
        element('h3', 'Namespaces (' + namespaces.size + ')'),
        listOf([...namespaces.keys()].map((name) => name + '/*'), most),
      );
      details.replaceChildren(hints);
      return;
    }
    const { title, members, names } = chosen;
    const isSingle = members.size === 1;
    details.replaceChildren(
      element('h2', title),
      ...(isSingle ? [] : [listOf(names, 40)]),
      ...connectionTable('May connect to', connections.filter(({ from }) => meets(from, members)), true, isSingle),
      ...connectionTable('May be connected from', connections.filter(({ to }) => meets(to, members)), false, isSingle),
    );
  };

  const paint = (chosen) => {
    const svg = stage.firstElementChild;
    const wanted = ports.value.trim();
    const members = chosen?.members ?? new Set();
    const near = new Set();
    svg.classList.toggle('focus', members.size > 0);
    for (const link of svg.querySelectorAll('.link[data-from]')) {
      const [from, to] = [parseRuns(link.dataset.from), parseRuns(link.dataset.to)];
      const isWanted = carries(link.dataset.ports, wanted);
      const [isClient, isServer] = [meets(from, members), meets(to, members)];
      link.classList.toggle('unwanted', !isWanted);
      link.classList.toggle('near', isClient || isServer);
      for (const piece of link.querySelectorAll('.piece')) {
        const isOwnSide = piece.dataset.direction === (isClient ? 'in' : 'out');
        piece.classList.toggle('far', isOwnSide && isClient !== isServer && !meets(parseRuns(piece.dataset.members), members));
      }
      if (isWanted && isClient) for (const item of to) near.add(item);
      if (isWanted && isServer) for (const item of from) near.add(item);
    }
    for (const node of svg.querySelectorAll('.node[data-members]')) {
      const own = parseRuns(node.dataset.members);
      node.classList.toggle('chosen', meets(own, members));
      node.classList.toggle('near', meets(own, near));
    }
  };

  let current;
  const render = () => {
    let state = '';
    try {
      state = decodeURIComponent(location.hash.slice(1));
    } catch {
      /* An address that somebody typed. */
    }
    const chosen = describe(state);
    const closeUp = chosen === undefined ? null : byId('close-up-' + chosen.home);
    const view = closeUp ?? overview;
    const isNew = view !== current;
    const hadFocus = stage.contains(document.activeElement);
    stage.classList.add('live');
    if (isNew) put(view === overview ? overview : view.content.firstElementChild.cloneNode(true));
    current = view;
    back.hidden = chosen === undefined;
    if (isNew && hadFocus) (back.hidden ? find : back).focus();
    showDetails(chosen);
    paint(closeUp !== null && chosen.isNamespace ? undefined : chosen);
  };

  const stateOf = (node) => {
    const members = parseRuns(node.dataset.members);
    if (members.size === 1) return data.names[[...members][0]];
    for (const [name, all] of namespaces) {
      if (all.size === members.size && meets(all, members) && [...members].every((item) => all.has(item))) return name + '/*';
    }
    return '=' + node.dataset.members;
  };
  const choose = (event) => {
    const node = event.target.closest?.('.node[data-members]');
    if (node) go(stateOf(node));
    return Boolean(node);
  };

  let drag;
  stage.addEventListener('pointerdown', (event) => {
    drag = { x: event.clientX, y: event.clientY, seen, moved: false };
  });
  addEventListener('pointermove', (event) => {
    if (drag === undefined) return;
    const scale = Math.max(drag.seen[2] / stage.clientWidth, drag.seen[3] / stage.clientHeight);
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    drag.moved ||= Math.abs(dx) + Math.abs(dy) > 4;
    if (drag.moved) look([drag.seen[0] - dx * scale, drag.seen[1] - dy * scale, drag.seen[2], drag.seen[3]]);
  });
  addEventListener('pointerup', () => setTimeout(() => { drag = undefined; }));
  stage.addEventListener('click', (event) => {
    if (!drag?.moved) choose(event);
  });
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    const area = stage.getBoundingClientRect();
    zoom(Math.exp(event.deltaY / 500), (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
  }, { passive: false });
  const keys = new Map([
    ['+', () => zoom(0.8)], ['=', () => zoom(0.8)], ['-', () => zoom(1.25)], ['0', fit],
    ['ArrowLeft', () => pan(-0.1, 0)], ['ArrowRight', () => pan(0.1, 0)],
    ['ArrowUp', () => pan(0, -0.1)], ['ArrowDown', () => pan(0, 0.1)],
  ]);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      results.hidden = true;
      go('');
    }
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const isButton = event.target.closest?.('button,summary');
    if ((event.key === 'Enter' || event.key === ' ') && !isButton && choose(event)) event.preventDefault();
    const action = stage.contains(event.target) || event.target === document.body ? keys.get(event.key) : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  byId('zoom-in').addEventListener('click', () => zoom(0.8));
  byId('zoom-out').addEventListener('click', () => zoom(1.25));
  byId('zoom-all').addEventListener('click', fit);
  back.addEventListener('click', () => go(''));

  const names = [...[...namespaces.keys()].map((name) => name + '/*'), ...data.names];
  find.addEventListener('input', () => {
    const wanted = find.value.trim().toLowerCase();
    const found = wanted === '' ? [] : names.filter((name) => name.toLowerCase().includes(wanted));
    results.hidden = found.length === 0;
    results.replaceChildren(...listOf(found, 30).children);
  });
  results.addEventListener('click', () => { results.hidden = true; });
  byId('search').addEventListener('submit', (event) => {
    event.preventDefault();
    results.querySelector('button')?.click();
  });
  ports.addEventListener('input', render);
  addEventListener('hashchange', render);
  addEventListener('beforeprint', () => {
    look(whole);
    document.querySelector('.every').open = true;
  });
  byId('tools').hidden = false;
  render();
})();
`;
