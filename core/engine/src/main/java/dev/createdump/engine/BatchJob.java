package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.batch.Partition;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One project of a batch, and what holds in it.
///
/// @param directory from the top of the repository; raw
/// @param owners who owns it; safe to show
/// @param place the name of the directory that its dump gets
/// @param project what holds in it; null where its configuration is wrong
/// @param failure what is wrong with it; null where nothing is
/// @param idle why it is not dumped; empty where it is
record BatchJob(
    Partition.Part part,
    String directory,
    List<String> owners,
    String place,
    ProjectLayers.@Nullable Project project,
    @Nullable Failure failure,
    String idle) {

  static BatchJob of(
      Partition.Part part,
      List<String> owners,
      BatchConfigs configs,
      Map<String, String> places,
      String idle) {
    String directory = configs.whole(part.directory());
    String place = String.valueOf(places.get(directory));
    try {
      return new BatchJob(part, directory, owners, place, configs.of(part), null, idle);
    } catch (Failure e) {
      return new BatchJob(part, directory, owners, place, null, e, idle);
    }
  }

  /// @throws Failure where its configuration is wrong
  ProjectLayers.Project orFail() throws Failure {
    if (project == null) {
      throw failure == null ? new Failure.Cancelled() : failure;
    }
    return project;
  }

  /// What holds in a project, with a word on what a batch decides for all.
  static Resolved told(Resolved config) {
    if (config.origin(Keys.OUTPUT_DIR).depth() == 0) {
      return config;
    }
    List<String> notes = new ArrayList<>(config.notes());
    notes.add(
        Keys.OUTPUT_DIR.name()
            + " ("
            + config.origin(Keys.OUTPUT_DIR).describe()
            + ") has no effect in a batch: each dump has a directory of its own.");
    return config.withNotes(notes);
  }
}
