package dev.groundplan.form.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.Optional;

/**
 * Patterns are matched in linear time by RE2; the price is no look-around and no back references.
 */
public final class LinearPatterns implements RegularExpressionFactory {
    /** A repeated repetition, {@code (x{1000}){1000}}, would take memory instead of time. */
    private static final int MAX_LENGTH = 1_000;

    /** Why a pattern can't be used. */
    public static Optional<String> problem(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of("it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException refused) {
            return Optional.of(
                    "%s (patterns are RE2: no look-around, no back references)"
                            .formatted(refused.getDescription()));
        }
    }

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        var compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }
}
