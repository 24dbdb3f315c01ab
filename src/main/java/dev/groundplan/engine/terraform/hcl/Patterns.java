package dev.groundplan.engine.terraform.hcl;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Regular expressions, which Terraform reads as RE2 and searches for anywhere in the text. */
final class Patterns {
    private Patterns() {}

    /**
     * The first argument of {@code regex} or {@code regexall}; empty when it is not written out or
     * no RE2.
     */
    static Optional<String> of(Expression.Call regex) {
        return Literals.text(regex.arguments().get(0)).filter(Patterns::isValid);
    }

    static boolean matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    private static boolean isValid(String pattern) {
        try {
            return PatternSize.isFine(pattern) && Pattern.compile(pattern) != null;
        } catch (PatternSyntaxException wrong) {
            return false;
        }
    }
}
