/// How many tokens of a language model a text takes.
@NullMarked
package dev.createdump.engine.token;

import org.jspecify.annotations.NullMarked;
