package dev.groundplan.page;

/**
 * A state as pages show it, by components/status.html: sign, word and colour together.
 *
 * @param icon a name of the sprite, without "i-"
 * @param word a few words, such as "Waiting for approval by Platform"
 */
public record StatusMark(Tone tone, String icon, String word) {

    /** With the sign that the tone usually has. */
    public static StatusMark of(Tone tone, String word) {
        return new StatusMark(tone, tone.icon(), word);
    }
}
