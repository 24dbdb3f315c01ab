package dev.groundplan.catalog;

/** A reference names something that has no value (yet). */
public class UnresolvedReferenceException extends RuntimeException {
    private final transient Reference reference;

    UnresolvedReferenceException(Reference reference) {
        super(reference + " has no value.");
        this.reference = reference;
    }

    public Reference reference() {
        return reference;
    }
}
