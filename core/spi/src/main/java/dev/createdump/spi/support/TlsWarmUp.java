package dev.createdump.spi.support;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Has the JDK load and compile the arithmetic of TLS on a thread of its own, while a client is
/// made: the first keys on elliptic curves and the first encrypted records cost a process more than
/// many requests do afterwards.
public final class TlsWarmUp {
  /// As many bytes as a few records of TLS hold.
  private static final int SAMPLE = 1 << 16;

  private TlsWarmUp() {}

  /// Starts it, and returns at once.
  public static void start() {
    Thread.ofPlatform().daemon().name("tls-warm-up").start(TlsWarmUp::run);
  }

  private static void run() {
    try {
      KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
      curve.initialize(new ECGenParameterSpec("secp256r1"));
      curve.generateKeyPair();
      KeyPairGenerator exchange = KeyPairGenerator.getInstance("XDH");
      exchange.initialize(NamedParameterSpec.X25519);
      exchange.generateKeyPair();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(new byte[16], "AES"),
          new GCMParameterSpec(128, new byte[12]));
      cipher.doFinal(new byte[SAMPLE]);
    } catch (GeneralSecurityException e) {
      // Whoever needs what is missing says so; nothing hangs on this thread.
    }
  }
}
