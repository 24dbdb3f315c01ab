package dev.groundplan.upkeep;

/** Hears what a check looked at and what it found. */
public interface Findings {
    /**
     * @param things in the plural, such as "recorded states"
     */
    void checked(String things, long count);

    /**
     * @param sentence names the thing and says what is wrong with it
     */
    void found(String sentence);
}
