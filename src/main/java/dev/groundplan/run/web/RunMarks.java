package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;

/** The words of a run's state on pages: the same on lists, on the run and in titles. */
final class RunMarks {

    private RunMarks() {}

    /**
     * @param place "2nd behind run 6", or empty when it is next
     */
    static StatusMark queued(String place) {
        return new StatusMark(
                Tone.IDLE, "clock", place.isEmpty() ? "Queued, next" : "Queued, " + place);
    }

    static StatusMark planning() {
        return new StatusMark(Tone.BUSY, "loader", "Planning");
    }

    static StatusMark waitingFor(String team) {
        return new StatusMark(Tone.WAIT, "hourglass", "Waiting for approval by " + team);
    }

    static StatusMark approved() {
        return new StatusMark(Tone.INFO, "check", "Approved");
    }

    static StatusMark applying() {
        return new StatusMark(Tone.BUSY, "loader", "Applying");
    }

    /**
     * @param word Created, Changed, Destroyed or Recovered
     */
    static StatusMark applied(String word) {
        return new StatusMark(Tone.OK, "circle-check", word);
    }

    static StatusMark nothingToChange() {
        return new StatusMark(Tone.OK, "circle-check", "Nothing to change");
    }

    static StatusMark inSync() {
        return new StatusMark(Tone.OK, "circle-check", "In sync");
    }

    static StatusMark planReady() {
        return new StatusMark(Tone.INFO, "file", "Plan ready");
    }

    static StatusMark driftFound() {
        return new StatusMark(Tone.WARN, "compare", "Drift found");
    }

    static StatusMark rejected() {
        return new StatusMark(Tone.IDLE, "x", "Rejected: nothing changed");
    }

    static StatusMark outdated() {
        return new StatusMark(Tone.WARN, "warning", "Plan outdated");
    }

    /**
     * @param effect "nothing changed" or "part-way, 3 of 5 made"
     */
    static StatusMark stopped(String effect) {
        return new StatusMark(Tone.IDLE, "stop", "Stopped: " + effect);
    }

    /**
     * @param effect "nothing changed" or "part-way, 3 of 5 made"
     */
    static StatusMark failed(String effect) {
        return new StatusMark(Tone.BAD, "circle-x", "Failed: " + effect);
    }

    static StatusMark interrupted() {
        return new StatusMark(Tone.BAD, "plug-off", "Interrupted, outcome not known");
    }
}
