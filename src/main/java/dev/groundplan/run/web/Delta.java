package dev.groundplan.run.web;

/**
 * Counts of a plan in a list: what is made, changed, replaced, destroyed. All zero before there is
 * a plan.
 */
record Delta(int create, int change, int replace, int destroy) {

    static final Delta NONE = new Delta(0, 0, 0, 0);

    public boolean none() {
        return create + change + replace + destroy == 0;
    }

    /** For ears and titles. */
    public String words() {
        return none()
                ? "no changes planned"
                : create
                        + " create, "
                        + change
                        + " change, "
                        + replace
                        + " replace, "
                        + destroy
                        + " destroy";
    }
}
