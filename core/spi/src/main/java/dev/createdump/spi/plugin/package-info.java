/// What a third party can add to create-dump with a jar in a plugin directory: formats, scanners,
/// and texts of files that are no text. Stores are added by {@link
/// dev.createdump.spi.StoreProvider}.
///
/// Every type here is found with {@link java.util.ServiceLoader}: the jar names its class in
/// `META-INF/services`. `docs/plugins.md` tells the rest.
@NullMarked
package dev.createdump.spi.plugin;

import org.jspecify.annotations.NullMarked;
