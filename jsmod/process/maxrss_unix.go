//go:build unix && !darwin

package process

// maxrssUnit: all but macOS count kilobytes.
const maxrssUnit = 1024
