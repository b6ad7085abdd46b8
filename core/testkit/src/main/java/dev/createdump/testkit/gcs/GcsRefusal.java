package dev.createdump.testkit.gcs;

/// An answer that is an error, in Google's format.
final class GcsRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  final int status;
  final String reason;

  GcsRefusal(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  static GcsRefusal invalid(String message) {
    return new GcsRefusal(400, "invalid", message);
  }

  static GcsRefusal conditionNotMet() {
    return new GcsRefusal(
        412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
  }
}
