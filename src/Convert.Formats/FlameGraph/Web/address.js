// What the page's address tells of a graph: ?x=…&y=… the frame that is zoomed to, as it was drawn; s=… the search.
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
				// Not encoded: as it stands.
			}
			found[pair.slice(0, at)] = value;
		});
		return found;
	},

	// Changes some of it; null takes away.
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
			// Sandboxed pages and documents without an address have nothing to keep it in.
		}
	}
};
