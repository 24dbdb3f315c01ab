package dev.groundplan.upkeep.web;

/** The rows of the page. */
final class StorageView {
    private StorageView() {}

    /**
     * A master key.
     *
     * @param things what is encrypted with it, in words
     */
    public record Key(String id, String status, String things) {}

    /** For how long something is kept. */
    public record Kept(String what, String howLong) {}
}
