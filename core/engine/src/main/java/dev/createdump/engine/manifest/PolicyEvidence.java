package dev.createdump.engine.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The central policies under which a dump was made, read from its manifest: what `evidence verify
/// --policy` compares with the policy as it is today.
///
/// @param documents in the order of the manifest, each behind those it extends
public record PolicyEvidence(List<Stated> documents) {
  public PolicyEvidence {
    documents = List.copyOf(documents);
  }

  /// One policy as a manifest states it.
  public record Stated(String uri, String sha256, String version, String signer) {}

  /// Whether the dump was made under a policy with this digest.
  public boolean holds(String sha256) {
    return documents.stream().anyMatch(document -> document.sha256().equals(sha256));
  }

  /// Whether the dump was made under all policies with these digests, as a policy and all that it
  /// extends are.
  public boolean holdsAll(List<String> sha256s) {
    return !sha256s.isEmpty() && sha256s.stream().allMatch(this::holds);
  }

  /// Reads `policy.documents` of a manifest; none where the dump was made under no central policy.
  ///
  /// @throws IOException where it is no JSON
  public static PolicyEvidence read(InputStream manifest) throws IOException {
    List<Stated> documents = new ArrayList<>();
    try (JsonParser json = Json.factory().createParser(manifest)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean policy = json.currentName().equals("policy");
        json.nextToken();
        if (policy) {
          policy(json, documents);
        } else {
          json.skipChildren();
        }
      }
    }
    return new PolicyEvidence(documents);
  }

  private static void policy(JsonParser json, List<Stated> documents) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("documents");
      JsonToken value = json.nextToken();
      if (wanted && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          documents.add(document(json));
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private static Stated document(JsonParser json) throws IOException {
    String uri = "";
    String sha256 = "";
    String version = "";
    String signer = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      String text = json.getValueAsString("");
      switch (name) {
        case "uri" -> uri = text;
        case "sha256" -> sha256 = text;
        case "version" -> version = text;
        case "signer" -> signer = text;
        default -> json.skipChildren();
      }
    }
    return new Stated(uri, sha256, version, signer);
  }
}
