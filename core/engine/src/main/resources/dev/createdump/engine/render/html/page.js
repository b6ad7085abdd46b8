'use strict';
// Everything here is comfort: the page is complete without it. No text ever becomes markup.
(() => {
  const root = document.documentElement;
  const byId = id => document.getElementById(id);

  // What the reader chose last; some browsers refuse storage to local files.
  const memory = {
    get(key) {
      try { return localStorage.getItem('create-dump.' + key); } catch { return null; }
    },
    set(key, value) {
      try { localStorage.setItem('create-dump.' + key, value); } catch { /* not kept, then */ }
    },
  };

  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (prefersDark.matches ? 'dark' : 'light')) === 'dark';
  const theme = memory.get('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  let split = memory.get('view') === 'split';
  root.classList.add('js');
  root.classList.toggle('nowrap', memory.get('wrap') === 'no');

  const element = (name, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    return made;
  };

  // --- Reading the lines of a chunk -------------------------------------------------------------
  // A chunk holds three blocks: the text, the old numbers, the new numbers. A line of the text
  // is its mark, then its characters; labels of hidden characters are elements in between.

  const models = new WeakMap();

  const readLines = pre => {
    const lines = [];
    let line = null;
    const text = (data, kind) => {
      let from = 0;
      while (from < data.length) {
        let end = data.indexOf('\n', from);
        const stop = end < 0 ? data.length : end;
        if (stop > from) {
          if (line) line.parts.push(data.slice(from, stop));
          else line = { kind, parts: [data.slice(from + 1, stop)] };
        }
        if (end < 0) return;
        lines.push(line);
        line = null;
        from = end + 1;
      }
    };
    const walk = (parent, kind) => {
      for (const node of parent.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) text(node.data, kind);
        else if (node.nodeName === 'INS') walk(node, '+');
        else if (node.nodeName === 'DEL') walk(node, '-');
        else if (line) line.parts.push(node.cloneNode(true));
        else line = { kind, mark: true, parts: [node.cloneNode(true)] };
      }
    };
    walk(pre, ' ');
    return lines;
  };

  const model = chunk => {
    let known = models.get(chunk);
    if (!known) {
      const source = [...chunk.children];
      const lines = readLines(source[0]);
      const olds = source[1].textContent.split('\n');
      const news = source[2].textContent.split('\n');
      lines.forEach((line, i) => { line.o = olds[i] || ''; line.w = news[i] || ''; });
      known = { source, lines, whole: !!chunk.closest('.whole') };
      compareRuns(lines);
      models.set(chunk, known);
    }
    return known;
  };

  // --- Which part of a replaced line changed -----------------------------------------------------

  const isWord = c => c !== undefined && /[\p{L}\p{N}_]/u.test(c);

  const compare = (a, b) => {
    if (a.mark || b.mark || a.parts.length !== 1 || b.parts.length !== 1) return;
    const x = a.parts[0];
    const y = b.parts[0];
    const shorter = Math.min(x.length, y.length);
    if (shorter > 2000) return;
    let start = 0;
    while (start < shorter && x[start] === y[start]) start++;
    let tail = 0;
    while (tail < shorter - start && x[x.length - 1 - tail] === y[y.length - 1 - tail]) tail++;
    const same = x.slice(0, start).trim().length + (tail ? x.slice(-tail).trim().length : 0);
    if (same * 3 < Math.max(x.trim().length, y.trim().length)) return;
    while (start > 0 && isWord(x[start - 1]) && (isWord(x[start]) || isWord(y[start]))) start--;
    while (tail > 0 && isWord(x[x.length - tail])
        && (isWord(x[x.length - tail - 1]) || isWord(y[y.length - tail - 1]))) tail--;
    if (start > 0 && /[\uD800-\uDBFF]/.test(x[start - 1])) start--;
    if (tail > 0 && /[\uDC00-\uDFFF]/.test(x[x.length - tail])) tail--;
    a.hot = [start, x.length - tail];
    b.hot = [start, y.length - tail];
  };

  // Calls back with every run of removed lines and the run of added lines right behind it.
  const eachRun = (lines, same, changed) => {
    let i = 0;
    while (i < lines.length) {
      if (lines[i].kind === ' ') { same(lines[i++]); continue; }
      const removed = [];
      const added = [];
      while (i < lines.length && lines[i].kind === '-') removed.push(lines[i++]);
      while (i < lines.length && lines[i].kind === '+') added.push(lines[i++]);
      changed(removed, added);
    }
  };

  const compareRuns = lines => eachRun(lines, () => {}, (removed, added) => {
    const pairs = Math.min(removed.length, added.length);
    for (let i = 0; i < pairs; i++) compare(removed[i], added[i]);
  });

  // --- Rows --------------------------------------------------------------------------------------

  const tone = line => line.mark ? '' : line.kind === '+' ? 'add' : line.kind === '-' ? 'del' : '';

  const numberCell = (side, line, extra) => {
    const cell = element('td', side + ' ' + extra);
    if (line && line[side]) cell.dataset.n = line[side];
    return cell;
  };

  const textCell = (line, extra) => {
    const cell = element('td', 't ' + extra);
    if (!line.hot || line.hot[0] === line.hot[1]) {
      cell.append(...line.parts);
    } else {
      const [from, to] = line.hot;
      const changed = element('b');
      changed.append(line.parts[0].slice(from, to));
      cell.append(line.parts[0].slice(0, from), changed, line.parts[0].slice(to));
    }
    return cell;
  };

  const table = (kind, columns) => {
    const made = element('table', 'x ' + kind);
    made.setAttribute('role', 'presentation');
    const group = element('colgroup');
    for (const column of columns) group.append(element('col', column));
    const body = element('tbody');
    made.append(group, body);
    return { made, body };
  };

  const numberColumn = lines => {
    const last = lines[lines.length - 1];
    return last && Math.max(last.o.length, last.w.length) > 5 ? 'num6' : 'num';
  };

  const unifiedTable = ({ lines, whole }) => {
    const num = numberColumn(lines);
    const { made, body } = table('unified', whole ? [num, ''] : [num, num, '']);
    for (const line of lines) {
      const row = element('tr');
      if (!whole) row.append(numberCell('o', line, tone(line)));
      row.append(numberCell('w', line, tone(line)), textCell(line, tone(line)));
      body.append(row);
    }
    return made;
  };

  const splitTable = ({ lines }) => {
    const num = numberColumn(lines);
    const { made, body } = table('split', [num, '', num, '']);
    const side = (row, line, number, where) => {
      const look = line ? tone(line) : 'void';
      row.append(numberCell(number, line, look + (where === 'right' ? ' side' : '')));
      row.append(line ? textCell(line, look + ' ' + where) : element('td', 't void ' + where));
    };
    const pair = (left, right) => {
      const row = element('tr');
      side(row, left, 'o', 'left');
      side(row, right, 'w', 'right');
      body.append(row);
    };
    const twin = line => ({ ...line, parts: line.parts.map(p => p.cloneNode ? p.cloneNode(true) : p) });
    eachRun(lines, line => pair(line, twin(line)), (removed, added) => {
      for (let i = 0; i < Math.max(removed.length, added.length); i++) pair(removed[i], added[i]);
    });
    return made;
  };

  const layOut = chunk => {
    const known = model(chunk);
    if (known.shown === (split ? 'split' : 'unified')) return;
    known.shown = split ? 'split' : 'unified';
    chunk.replaceChildren(split && !known.whole ? splitTable(known) : unifiedTable(known));
  };

  // --- The page ----------------------------------------------------------------------------------

  const start = () => {
    const files = [];
    const items = document.querySelectorAll('#list li:not(.d)');
    document.querySelectorAll('.f').forEach((file, i) => {
      let path = '';
      for (const part of file.querySelectorAll('h3 > bdi')) path += part.textContent + '\n';
      files.push({ file, item: items[i], link: items[i].firstChild, path: path.toLowerCase(),
        status: file.dataset.s, state: file.dataset.t });
    });
    const say = text => { byId('live').textContent = text; };

    // Rows are made only for what comes near the window.
    const near = new IntersectionObserver(entries => {
      for (const entry of entries) if (entry.isIntersecting) layOut(entry.target);
    }, { rootMargin: '1000px 0px' });
    const chunks = document.querySelectorAll('.c');
    for (const chunk of chunks) near.observe(chunk);

    // --- Which file the reader is at
    let current = -1;
    const visible = () => files.filter(f => !f.file.hidden);
    const atTop = () => {
      const shown = visible();
      const line = byId('b-theme').parentElement.offsetHeight + 8;
      let low = 0;
      let high = shown.length - 1;
      let found = -1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        if (shown[middle].file.getBoundingClientRect().top <= line) {
          found = middle;
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return found < 0 ? -1 : files.indexOf(shown[found]);
    };
    const setCurrent = index => {
      if (index === current) return;
      if (current >= 0) {
        files[current].link.removeAttribute('aria-current');
        files[current].file.classList.remove('now');
      }
      current = index;
      if (index < 0) return;
      const { link, file } = files[index];
      link.setAttribute('aria-current', 'true');
      file.classList.add('now');
      keepInView(link);
    };
    const keepInView = link => {
      const side = byId('side');
      const box = link.getBoundingClientRect();
      const frame = side.getBoundingClientRect();
      const top = frame.top + side.firstElementChild.offsetHeight;
      if (box.top < top || box.bottom > frame.bottom) {
        side.scrollTop += box.top - top - (frame.bottom - top) / 3;
      }
    };

    // Heights above may be guesses until they are laid out, so look again after a frame or two.
    const settle = (target, tries) => {
      target.scrollIntoView({ block: 'start', behavior: 'instant' });
      if (tries > 0) requestAnimationFrame(() => settle(target, tries - 1));
    };
    let jumping = 0;
    const show = index => {
      setCurrent(index);
      jumping = Date.now();
      settle(files[index].file, 2);
    };
    const goTo = index => {
      show(index);
      files[index].file.firstElementChild.focus({ preventScroll: true });
    };
    const step = by => {
      const shown = visible();
      if (!shown.length) return;
      const at = shown.indexOf(files[current]);
      const next = at < 0 ? (by > 0 ? 0 : -1) : at + by;
      if (next >= 0 && next < shown.length) goTo(files.indexOf(shown[next]));
    };
    let waiting = false;
    addEventListener('scroll', () => {
      if (waiting || Date.now() - jumping < 150) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; setCurrent(atTop()); });
    }, { passive: true });

    // --- Links to lines: #f3R12 is line 12 on the right side of the file with number 3
    const goToLine = (index, side, number) => {
      const { file } = files[index];
      const key = side === 'L' ? 'o' : 'w';
      file.open = true;
      goTo(index);
      for (const chunk of file.querySelectorAll(':scope > .c')) {
        if (!model(chunk).lines.some(line => line[key] === number)) continue;
        layOut(chunk);
        const cell = chunk.querySelector('td.' + key + '[data-n="' + number + '"]');
        document.querySelectorAll('.aim').forEach(old => old.classList.remove('aim'));
        cell.classList.add('aim');
        for (let t = cell.nextSibling; t; t = t.nextSibling) t.classList.add('aim');
        const centre = tries => {
          cell.scrollIntoView({ block: 'center', behavior: 'instant' });
          if (tries > 0) requestAnimationFrame(() => centre(tries - 1));
        };
        requestAnimationFrame(() => requestAnimationFrame(() => centre(3)));
        return;
      }
    };
    const follow = () => {
      const parts = /^#f(\d{1,9})(?:([LR])(\d{1,10}))?$/.exec(location.hash);
      if (!parts || !files[+parts[1]]) return;
      if (parts[2]) goToLine(+parts[1], parts[2], parts[3]);
      else { files[+parts[1]].file.open = true; goTo(+parts[1]); }
    };
    addEventListener('hashchange', follow);
    document.addEventListener('click', event => {
      const link = event.target.closest('a[href^="#f"]');
      if (link && /^#f\d+$/.test(link.hash)) {
        event.preventDefault();
        root.classList.remove('nav');
        const hash = link.hash + (link.dataset.l || '');
        if (location.hash === hash) follow();
        else location.hash = hash;
      }
      const cell = event.target.closest('td.o, td.w');
      if (cell && cell.dataset.n && !cell.closest('.whole')) {
        location.hash = cell.closest('.f').id + (cell.classList.contains('o') ? 'L' : 'R') + cell.dataset.n;
      }
    });

    // A selection in the side-by-side view stays on its side.
    document.addEventListener('mousedown', event => {
      const cell = event.target.closest && event.target.closest('.split .t');
      if (cell) cell.closest('.x').dataset.pick = cell.classList.contains('left') ? 'l' : 'r';
    });

    // --- Filter
    const query = byId('q');
    const kind = byId('kind');
    const headings = [...document.querySelectorAll('#list .d')];
    const filter = () => {
      const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = kind.value;
      let count = 0;
      for (const f of files) {
        const hit = words.every(word => f.path.includes(word))
            && (!wanted || f.status === wanted || f.state === wanted);
        if (hit) count++;
        if (f.file.hidden === hit) { f.file.hidden = !hit; f.item.hidden = !hit; }
      }
      for (const heading of headings) {
        let any = false;
        for (let n = heading.nextElementSibling; n && n.className !== 'd' && !any; n = n.nextElementSibling) {
          any = !n.hidden;
        }
        heading.hidden = !any;
      }
      byId('none').hidden = count > 0 || files.length === 0;
      byId('shown').textContent = words.length || wanted
        ? count.toLocaleString('en') + ' of ' + files.length.toLocaleString('en') + ' files'
        : files.length.toLocaleString('en') + (files.length === 1 ? ' file' : ' files');
    };
    query.addEventListener('input', filter);
    kind.addEventListener('change', filter);
    query.addEventListener('keydown', event => {
      if (event.key === 'Enter') { query.blur(); current = -1; step(1); }
    });

    // --- What the buttons and keys do
    const press = (id, on) => byId(id).setAttribute('aria-pressed', String(on));
    const showView = () => { press('b-uni', !split); press('b-split', split); };
    const setView = on => {
      if (on === split) return;
      split = on;
      memory.set('view', split ? 'split' : 'unified');
      showView();
      for (const chunk of chunks) {
        const known = models.get(chunk);
        if (known && known.shown && !known.whole) {
          known.shown = null;
          chunk.replaceChildren(...known.source);
          near.unobserve(chunk);
          near.observe(chunk);
        }
      }
      if (current >= 0) show(current);
      say(split ? 'Side by side' : 'Unified');
    };
    const toggleWrap = () => {
      const off = root.classList.toggle('nowrap');
      press('b-wrap', !off);
      memory.set('wrap', off ? 'no' : 'yes');
      say(off ? 'Long lines are not wrapped' : 'Long lines are wrapped');
    };
    const toggleTheme = () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      memory.set('theme', root.dataset.theme);
      say(root.dataset.theme === 'dark' ? 'Dark' : 'Light');
    };
    const openAll = on => {
      for (const f of visible()) f.file.open = on;
      say(on ? 'All files are expanded' : 'All files are collapsed');
      if (current >= 0) show(current);
    };
    const toggleFile = () => {
      const index = current >= 0 ? current : atTop();
      if (index < 0) return;
      files[index].file.open = !files[index].file.open;
      goTo(index);
    };
    const focusFilter = () => { showNav(true); query.focus(); query.select(); };
    const showNav = on => {
      root.classList.toggle('nav', on);
      byId('b-nav').setAttribute('aria-expanded', String(on));
    };
    const help = byId('help');
    const escape = () => {
      if (query.value || kind.value) { query.value = ''; kind.value = ''; filter(); }
      query.blur();
      showNav(false);
    };

    const keys = {
      'j': () => step(1), 'k': () => step(-1), '/': focusFilter, 'u': () => setView(!split),
      'w': toggleWrap, 'e': toggleFile, 'E': () => openAll(true), 'C': () => openAll(false),
      't': toggleTheme, '?': () => help.showModal(), 'Escape': escape,
    };
    addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.isComposing) return;
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.nodeName);
      const action = keys[event.key];
      if (!action || (typing && event.key !== 'Escape')) return;
      event.preventDefault();
      action();
    });
    const on = (id, action) => byId(id).addEventListener('click', action);
    on('b-uni', () => setView(false));
    on('b-split', () => setView(true));
    on('b-wrap', toggleWrap);
    on('b-theme', toggleTheme);
    on('b-open', () => openAll(true));
    on('b-shut', () => openAll(false));
    on('b-help', () => help.showModal());
    on('b-close', () => help.close());
    on('b-nav', () => showNav(!root.classList.contains('nav')));

    showView();
    press('b-wrap', !root.classList.contains('nowrap'));
    filter();
    follow();
  };

  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();
