// Zoom, search and keyboard for the flame graph that this script stands in. All state is in the closure, so several
// graphs may share a page; ids, classes, attributes and global functions are those that flamegraph.pl's graphs have.
function flamegraph(settings) {
	"use strict";

	var PAD = settings.pad;
	var XHTML = "http://www.w3.org/1999/xhtml";
	var script = document.currentScript;
	var svg, frames, details, matchedText, searchButton, caseButton, zoomButton;

	// One entry a frame, in document order: parents before children, left before right.
	var nodes = null;
	var rows = [];
	var imageWidth = settings.width;
	var focus = null;        // the frame that fills the width; null when all is seen
	var term = null;         // what is searched for; null when nothing is
	var ignoreCase = false;
	var current = null;      // the frame that the keyboard stands on
	var glyphs = null;       // width of each character, measured once

	function byId(id) { return svg.querySelector("#" + id); }

	function start() {
		if (svg) return;
		svg = script && script.closest ? script.closest("svg") : document.querySelector("svg");
		frames = svg && byId("frames");
		if (!frames) { svg = null; return; }
		details = byId("details");
		matchedText = byId("matched");
		searchButton = byId("search");
		caseButton = byId("ignorecase");
		zoomButton = byId("unzoom");
		describe();
		svg.addEventListener("click", clicked);
		svg.addEventListener("keydown", framesKey);
		svg.addEventListener("mouseover", function (e) { show(groupOf(e.target)); });
		svg.addEventListener("mouseout", function (e) { if (groupOf(e.target)) show(null); });
		svg.addEventListener("focusin", function (e) { show(groupOf(e.target)); });
		window.addEventListener("keydown", pageKey);
		if (settings.fluid) {
			window.addEventListener("resize", fit);
			fit();
		}
		restore();
	}

	// ---- the frames as they were drawn -------------------------------------------------------------------------

	function childOf(group, name) {
		for (var e = group.firstElementChild; e; e = e.nextElementSibling) {
			if (e.nodeName === name) return e;
		}
		return null;
	}

	function number(element, name) { return parseFloat(element.getAttribute(name)); }

	function load() {
		if (nodes) return;
		nodes = [];
		for (var g = frames.firstElementChild; g; g = g.nextElementSibling) {
			var rect = childOf(g, "rect");
			if (!rect) continue;
			nodes.push({
				g: g, rect: rect, text: childOf(g, "text"), name: null, label: null,
				x: number(rect, "x"), w: number(rect, "width"), y: number(rect, "y"),
				start: 0, end: 0, shownX: NaN, shownW: NaN, state: "",
				row: null, place: 0, parent: null, match: false
			});
		}
		nodes.forEach(function (n) { n.shownX = n.x; n.shownW = n.w; n.label = n.text ? n.text.textContent : ""; });
		arrange();
		if (!spans()) {
			// A graph that something else rewrote: pixels will do.
			nodes.forEach(function (n) { n.start = n.x; n.end = n.x + n.w; });
		}
		nodes.sort(function (a, b) { return a.start - b.start || depth(a) - depth(b); });
		adopt();
	}

	function depth(node) { return settings.inverted ? node.y : -node.y; }

	// Rows from the root outwards, each from left to right.
	function arrange() {
		var byY = {};
		nodes.forEach(function (n) {
			if (!byY[n.y]) rows.push(byY[n.y] = { y: n.y, nodes: [], level: 0 });
			n.row = byY[n.y];
			n.row.nodes.push(n);
		});
		rows.sort(function (a, b) { return depth(a) - depth(b); });
		rows.forEach(function (row, level) { row.level = level; });
	}

	// Coordinates have one decimal; zooming far needs more, so exact sizes stand beside them, one a frame:
	// "size", or "gap+size" where frames too thin to draw lie before it.
	function spans() {
		var list = byId("spans");
		var sizes = list ? list.textContent.trim().split(" ") : [];
		if (sizes.length !== nodes.length) return false;
		var next = [0];
		for (var i = 0; i < nodes.length; i++) {
			var parts = sizes[i].split("+");
			var level = nodes[i].row.level;
			nodes[i].start = next[level] + (parts.length > 1 ? +parts[0] : 0);
			nodes[i].end = next[level] = nodes[i].start + +parts[parts.length - 1];
			next[level + 1] = nodes[i].start;
		}
		return !isNaN(nodes[nodes.length - 1].end);
	}

	// Parents, and places in the rows. Sorted by start, then depth, so the last frame of the row below is the parent.
	function adopt() {
		var last = [];
		rows.forEach(function (row) { row.nodes = []; });
		nodes.forEach(function (n) {
			var level = n.row.level;
			n.place = n.row.nodes.push(n) - 1;
			n.parent = level > 0 ? last[level - 1] || null : null;
			last[level] = n;
		});
	}

	function nodeOf(group) {
		load();
		for (var i = 0; i < nodes.length; i++) if (nodes[i].g === group) return nodes[i];
		return null;
	}

	function nameOf(node) {
		if (node.name === null) {
			var title = childOf(node.g, "title");
			node.name = title ? title.textContent : "";
		}
		return node.name;
	}

	function groupOf(element) {
		while (element && element.parentNode !== frames) element = element.parentNode;
		return element && element.nodeType === 1 ? element : null;
	}

	// ---- zoom --------------------------------------------------------------------------------------------------

	function keep(element, name) {
		if (!element.hasAttribute("_orig_" + name)) element.setAttribute("_orig_" + name, element.getAttribute(name));
	}

	function giveBack(element, name) {
		if (!element.hasAttribute("_orig_" + name)) return;
		element.setAttribute(name, element.getAttribute("_orig_" + name));
		element.removeAttribute("_orig_" + name);
	}

	function setState(node, state) {
		if (node.state === state) return;
		if (node.state) node.g.classList.remove(node.state);
		if (state) node.g.classList.add(state);
		node.state = state;
	}

	function place(node, x, w) {
		if (node.shownX === x && node.shownW === w) return;
		node.shownX = x;
		node.shownW = w;
		if (x === node.x && w === node.w) {
			giveBack(node.rect, "x");
			giveBack(node.rect, "width");
			if (node.text) {
				giveBack(node.text, "x");
				node.text.textContent = node.label;
			}
			return;
		}
		keep(node.rect, "x");
		keep(node.rect, "width");
		node.rect.setAttribute("x", x.toFixed(2));
		node.rect.setAttribute("width", w.toFixed(2));
		if (node.text) {
			keep(node.text, "x");
			node.text.setAttribute("x", (x + 3).toFixed(2));
			var label = fitted(node, w - 3);
			if (node.text.textContent !== label) node.text.textContent = label;
		}
	}

	// Lays all frames out so that the focus fills the width.
	function layout() {
		load();
		if (!nodes.length) return;
		var seen = focus || nodes[0];
		var room = imageWidth - 2 * PAD;
		var ratio = room / (seen.end - seen.start);
		var original = !focus && imageWidth === settings.width;
		for (var i = 0; i < nodes.length; i++) {
			var n = nodes[i];
			if (original) {
				setState(n, "");
				place(n, n.x, n.w);
			} else if (n.end <= seen.start || n.start >= seen.end) {
				setState(n, "hide");
			} else if (n.row.level < seen.row.level) {
				setState(n, "parent");
				place(n, PAD, room);
			} else {
				setState(n, "");
				place(n, PAD + (n.start - seen.start) * ratio, (n.end - n.start) * ratio);
			}
		}
		zoomButton.classList.toggle("hide", !focus);
		showMatched();
	}

	function zoomTo(node) {
		focus = node && node.parent ? node : null;
		layout();
		if (focus) setParams({ x: originalX(focus), y: focus.rect.getAttribute("y") });
		else setParams({ x: null, y: null });
	}

	function originalX(node) { return node.rect.getAttribute("_orig_x") || node.rect.getAttribute("x"); }

	// Fluid graphs are as wide as what they stand in.
	function fit() {
		var parent = svg.parentElement;
		var width = Math.max(200, parent ? parent.clientWidth : window.innerWidth);
		if (width === imageWidth) return;
		var wider = width - imageWidth;
		imageWidth = width;
		svg.setAttribute("width", width);
		svg.removeAttribute("viewBox");
		childOf(svg, "rect").setAttribute("width", width);
		["title", "subtitle"].forEach(function (id) {
			if (byId(id)) byId(id).setAttribute("x", Math.floor(width / 2));
		});
		[searchButton, caseButton, matchedText].forEach(function (e) {
			e.setAttribute("x", number(e, "x") + wider);
		});
		layout();
	}

	// ---- labels ------------------------------------------------------------------------------------------------

	function glyphWidth(c) {
		if (!glyphs) {
			glyphs = { cache: {}, pen: null };
			var canvas = document.createElementNS(XHTML, "canvas");
			glyphs.pen = canvas.getContext ? canvas.getContext("2d") : null;
			if (glyphs.pen) {
				var style = window.getComputedStyle(byId("details"));
				glyphs.pen.font = style.fontSize + " " + style.fontFamily;
			}
		}
		var width = glyphs.cache[c];
		if (width === undefined) {
			width = glyphs.pen ? glyphs.pen.measureText(c).width : settings.fontSize * settings.fontWidth;
			glyphs.cache[c] = width;
		}
		return width;
	}

	// The name, cut so that it fits, if three characters do.
	function fitted(node, room) {
		if (room < 2 * settings.fontSize * settings.fontWidth) return "";
		var name = nameOf(node).replace(/ ?\([^(]*\)$/, "");
		var dots = 2 * glyphWidth(".");
		var width = 0, count = 0, cut = "", cutCount = 0;
		for (var i = 0; i < name.length;) {
			// A character may take two places.
			var c = String.fromCodePoint(name.codePointAt(i));
			width += glyphWidth(c);
			if (width > room) return cutCount > 0 ? cut + ".." : "";
			i += c.length;
			count++;
			if (width + dots <= room) {
				cut = name.slice(0, i);
				cutCount = count;
			}
		}
		return name;
	}

	// ---- search ------------------------------------------------------------------------------------------------

	function compile(text) {
		try {
			return new RegExp(text, ignoreCase ? "i" : "");
		} catch (e) {
			return null;
		}
	}

	function search(text) {
		if (text) term = text;
		if (term === null) return;
		load();
		var pattern = compile(term);
		var any = false;
		nodes.forEach(function (n) {
			mark(n, pattern !== null && pattern.test(nameOf(n)));
			any = any || n.match;
		});
		searchButton.classList.add("show");
		setText(searchButton, "Reset Search");
		setParams({ s: term });
		showMatched(pattern === null ? "Bad pattern" : any ? null : "Matched: 0%");
	}

	function mark(node, match) {
		if (node.match === match) return;
		node.match = match;
		if (match) {
			keep(node.rect, "fill");
			node.rect.setAttribute("fill", settings.searchColor);
		} else {
			giveBack(node.rect, "fill");
		}
	}

	// How much of what is seen lies under matches, what lies over a match not counted again. Frames are sorted by
	// start and then depth, so one that begins inside the last counted one is above it.
	function showMatched(text) {
		if (term === null) return;
		if (!text) {
			var seen = focus || nodes[0];
			var sum = 0, last = -Infinity;
			nodes.forEach(function (n) {
				if (!n.match || n.start < last || n.end <= seen.start || n.start >= seen.end) return;
				sum += Math.min(n.end, seen.end) - Math.max(n.start, seen.start);
				last = n.end;
			});
			var percent = 100 * sum / (seen.end - seen.start);
			text = "Matched: " + (percent === 100 || percent === 0 ? percent : percent.toFixed(1)) + "%";
		}
		matchedText.classList.remove("hide");
		setText(matchedText, text);
	}

	function resetSearch() {
		term = null;
		if (nodes) nodes.forEach(function (n) { mark(n, false); });
		searchButton.classList.remove("show");
		setText(searchButton, "Search");
		matchedText.classList.add("hide");
		setText(matchedText, " ");
		setParams({ s: null });
	}

	function searchOrReset() {
		if (term !== null) resetSearch();
		else openBox();
	}

	function toggleCase() {
		ignoreCase = !ignoreCase;
		caseButton.classList.toggle("show", ignoreCase);
		caseButton.setAttribute("aria-pressed", ignoreCase);
		search();
	}

	// An own box, not prompt(): that is blocked in sandboxed frames, and cannot search while one types.
	function openBox() {
		if (byId("searchbox")) return;
		var width = Math.min(300, imageWidth - 2 * PAD);
		var holder = document.createElementNS(svg.namespaceURI, "foreignObject");
		holder.setAttribute("id", "searchbox");
		holder.setAttribute("x", imageWidth - PAD - width);
		holder.setAttribute("y", number(searchButton, "y") - 1.5 * settings.fontSize);
		holder.setAttribute("width", width);
		holder.setAttribute("height", 2.5 * settings.fontSize);
		var box = document.createElementNS(XHTML, "input");
		box.setAttribute("type", "search");
		box.setAttribute("aria-label", "Search, a regular expression");
		box.setAttribute("placeholder", "regular expression, such as ^ext4_");
		var timer = 0;
		box.addEventListener("input", function () {
			clearTimeout(timer);
			timer = setTimeout(function () { if (box.value) search(box.value); else resetSearch(); }, 150);
		});
		box.addEventListener("keydown", function (e) {
			if (e.key !== "Enter" && e.key !== "Escape") {
				if (!e.ctrlKey) e.stopPropagation();
				return;
			}
			clearTimeout(timer);
			e.preventDefault();
			e.stopPropagation();
			if (e.key === "Escape") resetSearch();
			else if (box.value) search(box.value);
			holder.remove();
			searchButton.focus();
		});
		holder.appendChild(box);
		svg.appendChild(holder);
		box.focus();
	}

	// ---- what the page's address tells -------------------------------------------------------------------------

	function params() {
		var found = {};
		window.location.search.slice(1).split("&").forEach(function (pair) {
			var at = pair.indexOf("=");
			if (at > 0) found[pair.slice(0, at)] = decode(pair.slice(at + 1));
		});
		return found;
	}

	function decode(text) {
		try {
			return decodeURIComponent(text);
		} catch (e) {
			return text;
		}
	}

	function setParams(changes) {
		var all = params();
		Object.keys(changes).forEach(function (key) {
			if (changes[key] === null) delete all[key];
			else all[key] = changes[key];
		});
		var query = Object.keys(all).map(function (key) { return key + "=" + encodeURIComponent(all[key]); }).join("&");
		if (query === window.location.search.slice(1)) return;
		try {
			var page = window.location.href.split(/[?#]/)[0];
			history.replaceState(null, "", page + (query ? "?" + query : "") + window.location.hash);
		} catch (e) {
			// Sandboxed pages and documents without an address have no state to keep.
		}
	}

	function restore() {
		var state = params();
		if (state.x && state.y) {
			load();
			var node = nodes.find(function (n) {
				return originalX(n) === state.x && n.rect.getAttribute("y") === state.y;
			});
			if (node) zoomTo(node);
		}
		if (state.s) search(state.s);
	}

	// ---- pointer and keyboard ----------------------------------------------------------------------------------

	function setText(element, text) { element.textContent = text; }

	function show(group) {
		if (!group) return setText(details, " ");
		var title = childOf(group, "title");
		if (title) setText(details, settings.nameType + " " + title.textContent);
	}

	function clicked(e) {
		var group = groupOf(e.target);
		if (group) {
			if (group.nodeName === "a") {
				if (!e.ctrlKey) return;
				e.preventDefault();
			}
			current = nodeOf(group);
			zoomTo(current);
		}
		else if (e.target === zoomButton) zoomTo(null);
		else if (e.target === searchButton) searchOrReset();
		else if (e.target === caseButton) toggleCase();
	}

	function pageKey(e) {
		var key = e.key.toLowerCase();
		if (e.key === "F3" || (e.ctrlKey && key === "f")) {
			e.preventDefault();
			if (byId("searchbox")) byId("searchbox").firstChild.focus();
			else searchOrReset();
		} else if (e.ctrlKey && key === "i") {
			e.preventDefault();
			toggleCase();
		} else if (e.key === "Escape") {
			if (focus) zoomTo(null);
			else if (term !== null) resetSearch();
		}
	}

	function framesKey(e) {
		if (e.ctrlKey || e.altKey || e.metaKey) return;
		var press = e.key === "Enter" || e.key === " ";
		if (press && e.target.getAttribute("role") === "button") {
			e.preventDefault();
			e.target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
			return;
		}
		var group = groupOf(e.target);
		if (!group) return;
		var node = current && current.g === group ? current : nodeOf(group);
		if (press) {
			if (group.nodeName === "a" && e.key === "Enter") return;
			e.preventDefault();
			zoomTo(node === focus ? null : node);
			return;
		}
		var next = neighbour(node, e.key);
		if (next === undefined) return;
		e.preventDefault();
		if (next) stand(next);
	}

	// Where a key leads: by the picture, so that "up" is up. undefined if it is no such key, null if nothing is there.
	function neighbour(node, key) {
		switch (key) {
			case "ArrowLeft": return beside(node, -1);
			case "ArrowRight": return beside(node, 1);
			case "ArrowUp": return settings.inverted ? node.parent : widestChild(node);
			case "ArrowDown": return settings.inverted ? widestChild(node) : node.parent;
			case "Home": return focus || nodes[0];
			default: return undefined;
		}
	}

	function beside(node, step) {
		var next = node.row.nodes[node.place + step];
		return next && next.state !== "hide" ? next : null;
	}

	function widestChild(node) {
		var row = rows[node.row.level + 1];
		var best = null;
		if (!row) return null;
		row.nodes.forEach(function (n) {
			if (n.parent === node && n.state !== "hide" && (!best || n.end - n.start > best.end - best.start)) best = n;
		});
		return best;
	}

	// One frame at a time can be reached with the tabulator; the arrows go on from there.
	function stand(node) {
		if (current) current.g.removeAttribute("tabindex");
		if (nodes[0] !== node) nodes[0].g.removeAttribute("tabindex");
		current = node;
		node.g.setAttribute("tabindex", "0");
		node.g.setAttribute("role", "treeitem");
		node.g.setAttribute("aria-level", node.row.level + 1);
		node.g.focus();
	}

	function describe() {
		frames.setAttribute("role", "tree");
		frames.setAttribute("aria-label", "Frames; arrow keys move, Enter zooms, Escape goes back");
		var first = frames.firstElementChild;
		if (first) {
			first.setAttribute("tabindex", "0");
			first.setAttribute("role", "treeitem");
			first.setAttribute("aria-level", "1");
		}
		[zoomButton, searchButton, caseButton].forEach(function (e) {
			e.setAttribute("role", "button");
			e.setAttribute("tabindex", "0");
		});
		caseButton.setAttribute("aria-label", "Ignore case");
		caseButton.setAttribute("aria-pressed", "false");
		[details, matchedText].forEach(function (e) { e.setAttribute("aria-live", "polite"); });
	}

	// ---- what other scripts may call ---------------------------------------------------------------------------

	window.init = start;
	window.search = search;
	window.reset_search = resetSearch;
	window.search_prompt = searchOrReset;
	window.toggle_ignorecase = toggleCase;
	window.zoom = function (group) { zoomTo(nodeOf(group)); };
	window.unzoom = window.clearzoom = function () { zoomTo(null); };
	if (document.readyState !== "loading") start();
	else document.addEventListener("DOMContentLoaded", start);
}
