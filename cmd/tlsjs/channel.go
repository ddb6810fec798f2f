package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
)

// Variables with which a parent names the way to it, as Node's fork does. They
// are the process's own: a script does not see them.
const (
	channelVariable       = "NODE_CHANNEL_FD"
	serializationVariable = "NODE_CHANNEL_SERIALIZATION_MODE"
)

// parentChannel is the way to the process that forked this one, nil without one.
func parentChannel() (net.Conn, error) {
	text, named := os.LookupEnv(channelVariable)
	mode := os.Getenv(serializationVariable)
	_ = os.Unsetenv(channelVariable)
	_ = os.Unsetenv(serializationVariable)
	if !named {
		return nil, nil
	}
	fd, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return nil, fmt.Errorf("%s is not a descriptor: %q", channelVariable, text)
	}
	if mode != "" && mode != "json" {
		return nil, fmt.Errorf("%s is %q: messages are JSON here", serializationVariable, mode)
	}
	f := os.NewFile(uintptr(fd), "channel")
	defer f.Close()
	c, err := net.FileConn(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", channelVariable, err)
	}
	return c, nil
}
