package process

// maxrssUnit: macOS counts bytes.
const maxrssUnit = 1
