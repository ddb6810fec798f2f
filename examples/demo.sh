#!/bin/sh
# The echo server and its client as two processes: what you type comes back.
# End with Ctrl-D.
tlsjs=$1
: >server.log
tail -n +1 -f server.log &
log=$!
"$tlsjs" echo-server.js >server.log &
server=$!
trap 'kill $server $log 2>/dev/null' EXIT
until grep -q bound server.log; do sleep 0.1; done
"$tlsjs" echo-client.js
