/// A network that fails on purpose, in front of a real server.
@NullMarked
package dev.createdump.testkit.net;

import org.jspecify.annotations.NullMarked;
