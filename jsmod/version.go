package jsmod

// Version is the version of tlsjs.
const Version = "0.1.0"
