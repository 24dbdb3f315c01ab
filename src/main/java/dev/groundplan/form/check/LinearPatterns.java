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
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_SIZE = 2_000;

    /**
     * RE2 takes at most this many steps, text length times pattern size: some hundred milliseconds.
     */
    private static final long MAX_STEPS = 20_000_000;

    /** Why a pattern can't be used. */
    public static Optional<String> problem(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of("it is longer than " + MAX_LENGTH + " characters");
        }
        if (PatternSize.of(pattern) > MAX_SIZE) {
            return Optional.of("its repetitions are too large when written out");
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
        problem(pattern)
                .ifPresent(
                        why -> {
                            throw new IllegalArgumentException(why);
                        });
        var compiled = Pattern.compile(pattern);
        long longest = MAX_STEPS / PatternSize.of(pattern + ".");
        return text -> text.length() <= longest && compiled.matcher(text).find();
    }
}
