// The state of a graph in the address of its page.
//
//   graph.svg?x=246.0&y=53&s=leaf%7Cother
//
//   x, y   the rectangle of the zoomed frame, as it was drawn
//   s      the searched pattern
//
// flamegraph.pl has the same parameters.
var flamegraphAddress = {
	read: function () {
		"use strict";
		var found = {};
		window.location.search.slice(1).split("&").forEach(function (pair) {
			var at = pair.indexOf("=");
			if (at <= 0) return;
			var value = pair.slice(at + 1);
			try {
				value = decodeURIComponent(value);
			} catch (e) {
				// Not valid percent-encoding: keep the text as it is.
			}
			found[pair.slice(0, at)] = value;
		});
		return found;
	},

	// Sets parameters; null removes one. Other parameters of the page are kept.
	change: function (changes) {
		"use strict";
		var all = flamegraphAddress.read();
		Object.keys(changes).forEach(function (key) {
			if (changes[key] === null) delete all[key];
			else all[key] = changes[key];
		});
		var query = Object.keys(all).map(function (key) { return key + "=" + encodeURIComponent(all[key]); }).join("&");
		try {
			var page = window.location.href.split(/[?#]/)[0];
			history.replaceState(null, "", page + (query ? "?" + query : "") + window.location.hash);
		} catch (e) {
			// Sandboxed pages and documents without an address do not allow it.
		}
	}
};
