/// Azure Blob Storage as a store: `az://account/container/prefix`.
@NullMarked
package dev.createdump.azure;

import org.jspecify.annotations.NullMarked;
