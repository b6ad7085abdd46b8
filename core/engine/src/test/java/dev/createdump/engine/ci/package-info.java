/// CI systems as they describe a change, and as a hostile event does.
@NullMarked
package dev.createdump.engine.ci;

import org.jspecify.annotations.NullMarked;
