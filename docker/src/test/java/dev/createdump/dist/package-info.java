/// Tests of the launchers and of the assembled distribution, as a user starts it.
@NullMarked
package dev.createdump.dist;

import org.jspecify.annotations.NullMarked;
