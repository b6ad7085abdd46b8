/// Finds secrets and to-dos in bytes: in the patch of a change and in any other text around it.
///
/// Rules are data (`rules.txt`, with their examples); one automaton looks for all their keywords at
/// once, and a rule's pattern is tried only where a keyword of it stands. Every step is linear in
/// the bytes scanned.
@NullMarked
package dev.createdump.engine.scan;

import org.jspecify.annotations.NullMarked;
