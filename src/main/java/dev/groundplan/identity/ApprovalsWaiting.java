package dev.groundplan.identity;

/**
 * How many plans wait for a person's approval: answered by the module that knows runs, shown in the
 * menu.
 */
@FunctionalInterface
public interface ApprovalsWaiting {
    int countFor(Viewer viewer);
}
