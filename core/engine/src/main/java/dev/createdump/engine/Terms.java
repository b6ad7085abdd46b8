package dev.createdump.engine;

import dev.createdump.engine.base.Secret;
import dev.createdump.engine.sweep.HistorySweep;
import org.jspecify.annotations.Nullable;

/// Under what terms secrets are told.
///
/// @param key the organisation's key for marks, null where there is none
/// @param history what the commits bring, null where nobody asked for it
record Terms(@Nullable Secret key, HistorySweep.@Nullable Result history) {}
