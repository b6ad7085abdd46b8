package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A place in a cloud to upload to over TLS, so that the start-up cache knows the classes of the
/// cloud's SDK and of TLS. It keeps nothing and checks nothing.
interface TrainingStore extends AutoCloseable {
  TrainingServer server();

  /// Where to.
  String uri();

  /// How a run finds it, as a job that the cloud trusts by its forge's word.
  ///
  /// @param work a directory for what the environment names
  Map<String, String> environment(Path work) throws IOException;

  @Override
  default void close() {
    server().close();
  }
}
