package dev.groundplan.engine.puppet;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Ruby's regular expressions, as far as JSON Schema has the same (ECMA-262). */
final class RubyRegex {
    /** Groups with names, flags or memory, classes of POSIX, and letters that only Ruby knows. */
    private static final Pattern OWN =
            Pattern.compile(
                    "\\(\\?(?![:=!])|\\[\\[:|&&|\\\\[hHGKRXpPgk]|\\[[^\\]]*\\\\[AzZ]|[*+?}]\\+");

    private RubyRegex() {}

    /** Empty when it can't be said there. */
    static Optional<String> ecma(String source) {
        if (OWN.matcher(source).find()) {
            return Optional.empty();
        }
        var pattern = source.replace("\\A", "^").replaceAll("\\\\[zZ]", "\\$").replace("\\/", "/");
        try {
            Pattern.compile(pattern);
            return Optional.of(pattern);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
