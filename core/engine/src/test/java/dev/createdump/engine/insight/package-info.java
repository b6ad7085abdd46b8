/// What histories and messages say.
@NullMarked
package dev.createdump.engine.insight;

import org.jspecify.annotations.NullMarked;
