# Usage: complete.zsh DIRECTORY LINE...
# DIRECTORY holds the completion function _create-dump. Opens an interactive zsh on a terminal of its
# own, types each line there, presses Tab, and prints what the line editor was offered.
directory=$1
shift
found=$directory/found
zmodload zsh/zpty
zpty editor env TERM=dumb zsh -f -i

expect() {
  local seen all=""
  repeat 200; do
    if zpty -rt editor seen; then
      all+=$seen
      [[ $all == *$1* ]] && return
    else
      sleep 0.02
    fi
  done
}

run() {
  # Split, so that the echo of what is typed is not taken for the answer.
  zpty -w editor "$1; print DO''NE$2"
  expect DONE$2
}

run 'PS1=' 1
run "fpath=('$directory' \$fpath); autoload -U compinit; compinit -u -D" 2
run "compadd() { local -a o; builtin compadd -O o \"\$@\"; print -rl -- \$o >> '$found'; builtin compadd \"\$@\"; }" 3

for line in "$@"; do
  rm -f $found
  zpty -w -n editor "create-dump $line"$'\t'
  repeat 100; do
    zpty -rt editor ignored
    [ -s $found ] && break
    sleep 0.02
  done
  print -r -- "$line => $(sort -u $found 2> /dev/null | tr '\n' ' ')"
  zpty -w -n editor $'\x15'
done
zpty -d editor
