package dev.createdump.sigstore;

import dev.createdump.spi.KeylessException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/// Asks a timestamp authority when a signature was there (RFC 3161).
final class TimeAuthority {
  private static final String NAME = "the timestamp authority";
  private static final int NONCE_BITS = 64;

  private final URI uri;
  private final Web web;

  TimeAuthority(URI uri, Web web) {
    this.uri = uri;
    this.web = web;
  }

  /// @return a TimeStampResp that answers what was asked
  byte[] of(byte[] signature) throws KeylessException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(signature);
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(
              TSPAlgorithms.SHA256, digest, new BigInteger(NONCE_BITS, new SecureRandom()));
      byte[] answer = web.post(NAME, uri, "application/timestamp-query", request.getEncoded());
      TimeStampResponse response = new TimeStampResponse(answer);
      response.validate(request);
      return answer;
    } catch (IOException | TSPException | NoSuchAlgorithmException e) {
      throw new KeylessException(NAME + " " + uri + " gave no timestamp: " + Reasons.of(e), e);
    }
  }
}
