package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// The addresses that policies are not fetched from: what only this machine or its cloud answers
/// under. A name that leads to one of them, or a redirect, would show what they say to whoever
/// reads the error.
final class Addresses {
  /// Where clouds answer for a machine's identity, beside the link-local ones.
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private Addresses() {}

  /// All addresses of a host, each of which may be connected to.
  ///
  /// @throws UnreachableException where the name is unknown
  static InetAddress[] of(String host) throws UnreachableException, Failure.Policy {
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(plain);
    } catch (UnknownHostException e) {
      throw new UnreachableException("there is no host " + Shown.of(host), e);
    }
    for (InetAddress address : found) {
      check(host, address);
    }
    return found;
  }

  static void check(String host, InetAddress given) throws Failure.Policy {
    InetAddress address = unwrapped(given);
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    boolean local = address.isLoopbackAddress() && !isLocal(host);
    if (address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(plain)
        || local) {
      throw new Failure.Policy(
          "a policy is not fetched from " + Shown.of(host) + ", which is " + plain,
          "Link-local, metadata and, under another name, loopback addresses are refused.");
    }
  }

  /// Who names this machine itself means it.
  private static boolean isLocal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost") || lower.startsWith("127.") || lower.equals("[::1]");
  }

  /// The IPv4 address within an IPv6 one: compatible, translated (RFC 6052) or of 6to4. The JDK
  /// itself unwraps mapped ones.
  private static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16) {
      return address;
    }
    String head = HexFormat.of().formatHex(bytes, 0, 12);
    int from =
        switch (head) {
          case "000000000000000000000000", "0064ff9b0000000000000000" -> 12;
          default -> head.startsWith("2002") ? 2 : -1;
        };
    if (from < 0 || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
