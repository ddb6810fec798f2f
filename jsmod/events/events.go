// Package events is Node's events module with what the web calls the same:
// EventTarget, Event, AbortController and DOMException.
package events

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is events and the internal modules behind the globals Event,
// EventTarget, AbortController, AbortSignal and DOMException.
var Module = module.Module{
	Name:    "events",
	Scripts: scripts,
	Entries: map[string]string{
		"events":                    "events.js",
		"internal/async_generator":  "async_generator.js",
		"internal/events/enhance":   "enhance.js",
		"internal/event_target":     "event_target.js",
		"internal/abort_controller": "abort_controller.js",
		"internal/domexception":     "domexception.js",
	},
	Bind: bindEvents,
}
