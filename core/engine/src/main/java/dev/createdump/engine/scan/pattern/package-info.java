/// Regular expressions over bytes in time linear in the text, for rules that come from outside.
/// Depends on nothing of the engine.
@NullMarked
package dev.createdump.engine.scan.pattern;

import org.jspecify.annotations.NullMarked;
