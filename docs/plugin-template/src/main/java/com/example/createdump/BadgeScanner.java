package com.example.createdump;

import dev.createdump.spi.plugin.FoundSpan;
import dev.createdump.spi.plugin.ScanRule;
import dev.createdump.spi.plugin.SecretScanner;
import dev.createdump.spi.plugin.TextScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A scanner: badges of the company's doors, whose last two digits are a checksum. That is what a
/// pattern in `scan.patterns` cannot tell.
public final class BadgeScanner implements SecretScanner {
  private static final String RULE = "badge";
  private static final Pattern BADGE = Pattern.compile("\\bACME-([0-9]{8})([0-9]{2})\\b");

  @Override
  public List<ScanRule> rules() {
    return List.of(new ScanRule(RULE, "The number of a door badge", ScanRule.Severity.HIGH));
  }

  @Override
  public TextScanner open() {
    return text -> {
      List<FoundSpan> found = new ArrayList<>();
      // Places in the string are places in the bytes.
      Matcher badge = BADGE.matcher(text.latin1());
      while (badge.find()) {
        int number = Integer.parseInt(badge.group(1));
        if (number % 97 == Integer.parseInt(badge.group(2))) {
          found.add(new FoundSpan(RULE, badge.start(), badge.end()));
        }
      }
      return found;
    };
  }
}
