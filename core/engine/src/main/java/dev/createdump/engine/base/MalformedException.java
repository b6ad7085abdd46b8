package dev.createdump.engine.base;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;

/// A document from outside is not what its format says. The message, for people, completes a
/// sentence that starts with the document's name: "is no JSON: …".
public final class MalformedException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message);
  }

  /// What a parser complained of, without the excerpt of the document that it would quote.
  public static MalformedException of(JacksonException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
    String problem = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return new MalformedException("is no JSON that can be read" + place + ": " + problem);
  }
}
