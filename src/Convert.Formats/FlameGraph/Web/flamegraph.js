// Zoom, search and keyboard for the flame graph that this script stands in. All state is in the closure, so that a
// page may hold several graphs; ids, classes, attributes and global functions are those of flamegraph.pl's graphs.
function flamegraph(settings) {
	"use strict";

	var script = document.currentScript;
	var svg, group, details, matched, searchButton, caseButton, zoomButton;
	var frames = null, view, search;
	var current = null;   // the frame that the keyboard stands on

	function byId(id) { return svg.querySelector("#" + id); }

	function start() {
		if (svg) return;
		svg = script && script.closest ? script.closest("svg") : document.querySelector("svg");
		group = svg && byId("frames");
		if (!group) {
			svg = null;
			return;
		}
		details = byId("details");
		matched = byId("matched");
		searchButton = byId("search");
		caseButton = byId("ignorecase");
		zoomButton = byId("unzoom");
		describe();
		listen();
		if (settings.fluid) fit();
		restore();
	}

	function listen() {
		svg.addEventListener("click", clicked);
		svg.addEventListener("keydown", keyInGraph);
		svg.addEventListener("mouseover", function (e) { show(groupOf(e.target)); });
		svg.addEventListener("mouseout", function (e) { if (groupOf(e.target)) show(null); });
		svg.addEventListener("focusin", function (e) { show(groupOf(e.target)); });
		window.addEventListener("keydown", keyInPage);
		if (settings.fluid) window.addEventListener("resize", fit);
	}

	// Nobody pays for what he does not use: frames are looked at when something first moves.
	function load() {
		if (frames) return;
		frames = flamegraphFrames(group, byId("spans"), settings.inverted);
		view = flamegraphView(frames, flamegraphLabels(details, settings), settings);
		search = flamegraphSearch(frames, view, settings.searchColor);
	}

	function groupOf(element) {
		while (element && element.parentNode !== group) element = element.parentNode;
		return element && element.nodeType === 1 ? element : null;
	}

	// ---- zoom and search ---------------------------------------------------------------------------------------

	function zoom(node) {
		load();
		view.focus = node && node.parent ? node : null;
		view.layOut();
		zoomButton.classList.toggle("hide", !view.focus);
		flamegraphAddress.change({
			x: view.focus ? view.focus.x : null,
			y: view.focus ? view.focus.y : null
		});
		showMatched();
	}

	// Fluid graphs are as wide as what they stand in.
	function fit() {
		load();
		var parent = svg.parentElement;
		var width = Math.max(200, parent ? parent.clientWidth : window.innerWidth);
		var wider = width - view.width;
		view.width = width;
		svg.setAttribute("width", width);
		svg.removeAttribute("viewBox");
		svg.querySelector("rect").setAttribute("width", width);
		[byId("title"), byId("subtitle")].forEach(function (e) { if (e) e.setAttribute("x", Math.floor(width / 2)); });
		[searchButton, caseButton, matched].forEach(function (e) { e.setAttribute("x", +e.getAttribute("x") + wider); });
		view.layOut();
	}

	function find(term) {
		load();
		if (term) search.term = term;
		search.apply();
		showSearch();
	}

	function resetSearch() {
		load();
		search.term = null;
		search.apply();
		showSearch();
	}

	function showSearch() {
		var on = search.term !== null;
		searchButton.classList.toggle("show", on);
		searchButton.textContent = on ? "Reset Search" : "Search";
		flamegraphAddress.change({ s: search.term });
		showMatched();
	}

	function showMatched() {
		var on = search.term !== null;
		matched.classList.toggle("hide", !on);
		matched.textContent = on ? search.result() : " ";
	}

	function searchOrReset() {
		if (search && search.term !== null) resetSearch();
		else if (byId("searchbox")) byId("searchbox").firstChild.focus();
		else openBox();
	}

	function openBox() {
		load();
		var width = Math.min(300, view.width - 2 * settings.pad);
		var place = {
			x: view.width - settings.pad - width, y: searchButton.getAttribute("y") - 1.5 * settings.fontSize,
			width: width, height: 2.5 * settings.fontSize
		};
		flamegraphSearchBox(
			svg,
			place,
			function (term) { if (term) find(term); else resetSearch(); },
			function () { searchButton.focus(); });
	}

	function toggleCase() {
		load();
		search.ignoreCase = !search.ignoreCase;
		caseButton.classList.toggle("show", search.ignoreCase);
		caseButton.setAttribute("aria-pressed", search.ignoreCase);
		if (search.term !== null) find();
	}

	function restore() {
		var state = flamegraphAddress.read();
		if (state.x && state.y) {
			load();
			var node = frames.nodes.find(function (n) { return n.x === state.x && n.y === state.y; });
			if (node) zoom(node);
		}
		if (state.s) find(state.s);
	}

	// ---- pointer and keyboard ----------------------------------------------------------------------------------

	function show(frame) {
		var title = frame && frame.querySelector("title");
		details.textContent = title ? settings.nameType + " " + title.textContent : " ";
	}

	function clicked(e) {
		var frame = groupOf(e.target);
		if (frame) {
			if (frame.nodeName === "a") {
				if (!e.ctrlKey) return;
				e.preventDefault();
			}
			load();
			stand(frames.of(frame), true);
			zoom(current);
		}
		else if (e.target === zoomButton) zoom(null);
		else if (e.target === searchButton) searchOrReset();
		else if (e.target === caseButton) toggleCase();
	}

	function keyInPage(e) {
		// What fills forms in sends events without a key.
		var key = (e.key || "").toLowerCase();
		if (e.key === "F3" || (e.ctrlKey && key === "f")) {
			e.preventDefault();
			searchOrReset();
		} else if (e.ctrlKey && key === "i") {
			e.preventDefault();
			toggleCase();
		} else if (e.key === "Escape" && frames) {
			if (view.focus) zoom(null);
			else resetSearch();
		}
	}

	function keyInGraph(e) {
		if (e.ctrlKey || e.altKey || e.metaKey) return;
		var presses = e.key === "Enter" || e.key === " ";
		var frame = groupOf(e.target);
		if (frame) {
			keyOnFrame(e, frame, presses);
		} else if (presses && e.target.getAttribute("role") === "button") {
			e.preventDefault();
			e.target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
		}
	}

	function keyOnFrame(e, frame, presses) {
		// On a link, Enter is the browser's.
		if (frame.nodeName === "a" && e.key === "Enter") return;
		load();
		var node = current && current.group === frame ? current : frames.of(frame);
		var next = presses ? node : neighbour(node, e.key);
		if (next === undefined) return;
		e.preventDefault();
		if (presses) zoom(node === view.focus ? null : node);
		else if (next) stand(next);
	}

	// Where a key leads, by the picture: up is up. undefined if it is no such key, null if there is nothing.
	function neighbour(node, key) {
		var outwards = settings.inverted ? "ArrowDown" : "ArrowUp";
		switch (key) {
			case "ArrowLeft": return frames.beside(node, -1);
			case "ArrowRight": return frames.beside(node, 1);
			case "ArrowUp":
			case "ArrowDown": return key === outwards ? frames.widestChild(node) : node.parent;
			case "Home": return view.seen();
			default: return undefined;
		}
	}

	// One frame at a time can be reached with the tabulator; the arrows go on from there.
	function stand(node, stays) {
		group.querySelectorAll(":scope > [tabindex]").forEach(function (e) { e.removeAttribute("tabindex"); });
		current = node;
		asItem(node.group, node.row.level + 1);
		node.group.focus({ preventScroll: stays === true });
	}

	function asItem(frame, level) {
		frame.setAttribute("tabindex", "0");
		frame.setAttribute("role", "treeitem");
		frame.setAttribute("aria-level", level);
	}

	function describe() {
		group.setAttribute("role", "tree");
		group.setAttribute("aria-label", "Frames; arrow keys move, Enter zooms, Escape goes back");
		if (group.firstElementChild) asItem(group.firstElementChild, 1);
		[zoomButton, searchButton, caseButton].forEach(function (e) {
			e.setAttribute("role", "button");
			e.setAttribute("tabindex", "0");
		});
		caseButton.setAttribute("aria-label", "Ignore case");
		caseButton.setAttribute("aria-pressed", "false");
		[details, matched].forEach(function (e) { e.setAttribute("aria-live", "polite"); });
	}

	// ---- what other scripts call -------------------------------------------------------------------------------

	window.init = start;
	window.search = find;
	window.reset_search = resetSearch;
	window.search_prompt = searchOrReset;
	window.toggle_ignorecase = toggleCase;
	window.zoom = function (frame) {
		load();
		zoom(frames.of(frame));
	};
	window.unzoom = window.clearzoom = function () { zoom(null); };
	if (document.readyState !== "loading") start();
	else document.addEventListener("DOMContentLoaded", start);
}
