/// Layered configuration: what may be set, where each value came from, and what it overrode.
///
/// [Keys] describes every key once; reading, checking, the JSON Schema, the reference page, the
/// starting file and `config show` all derive from that description. [ConfigLoader] is the door.
/// Depends on `engine.base` alone; TOML is parsed in one class, loaded only when a file is there.
@NullMarked
package dev.createdump.engine.policy;

import org.jspecify.annotations.NullMarked;
