/// What a value looks like, whatever its place: its characters, whether it reads like words,
/// whether it stands for something else, or is of a known form that keeps no secret.
@NullMarked
package dev.createdump.engine.scan.value;

import org.jspecify.annotations.NullMarked;
