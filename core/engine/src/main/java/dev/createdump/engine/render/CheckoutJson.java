package dev.createdump.engine.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.dump.Checkout;
import dev.createdump.engine.dump.WorkTreeState;
import java.io.IOException;

/// What is checked out, and how what is dumped stands to it, as members of a tree.
public final class CheckoutJson {
  private CheckoutJson() {}

  /// `branch`, or `detached`; nothing for a revision.
  public static void branch(JsonGenerator json, Checkout checkout) throws IOException {
    if (!checkout.branch().isEmpty()) {
      json.writeStringField("branch", checkout.branch().value());
    }
    if (checkout.detached()) {
      json.writeBooleanField("detached", true);
    }
  }

  /// `clean` and the numbers behind it; nothing where that is not known.
  public static void state(JsonGenerator json, Checkout checkout) throws IOException {
    WorkTreeState state = checkout.state();
    if (state != null) {
      json.writeBooleanField("clean", state.isClean());
      json.writeNumberField("modified", state.modified());
      if (state.untracked() >= 0) {
        json.writeNumberField("untracked", state.untracked());
      }
    }
  }
}
