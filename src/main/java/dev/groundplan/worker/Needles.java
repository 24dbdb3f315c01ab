package dev.groundplan.worker;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Queue;

/**
 * Many strings to be found in one pass over a text (Aho and Corasick, 1975): one step per
 * character, however many strings there are. Immutable, so that several streams can share it.
 */
final class Needles {

    static final int START = 0;

    private int[] firstChild = new int[1024];
    private int[] nextSibling = new int[1024];
    private char[] character = new char[1024];
    private int[] depth = new int[1024];
    private int[] longest = new int[1024];
    private int[] fallback;
    private final int[] fromStart = new int[Character.MAX_VALUE + 1];
    private int size = 1;

    Needles(Collection<String> needles) {
        needles.forEach(this::insert);
        fallback = new int[size];
        link();
    }

    /** The state after one more character. */
    int step(int state, char c) {
        int from = state;
        while (from != START) {
            int child = child(from, c);
            if (child != 0) {
                return child;
            }
            from = fallback[from];
        }
        return fromStart[c];
    }

    /** How many of the last characters may still become a needle. */
    int depth(int state) {
        return depth[state];
    }

    /** Length of the longest needle that ends here; 0 for none. */
    int found(int state) {
        return longest[state];
    }

    private void insert(String needle) {
        int state = START;
        for (int i = 0; i < needle.length(); i++) {
            char c = needle.charAt(i);
            int next = state == START ? fromStart[c] : child(state, c);
            state = next == 0 ? add(state, c) : next;
        }
        longest[state] = depth[state];
    }

    private int child(int state, char c) {
        int child = firstChild[state];
        while (child != 0 && character[child] != c) {
            child = nextSibling[child];
        }
        return child;
    }

    private int add(int parent, char c) {
        if (size == character.length) {
            grow();
        }
        character[size] = c;
        depth[size] = depth[parent] + 1;
        nextSibling[size] = firstChild[parent];
        firstChild[parent] = size;
        if (parent == START) {
            fromStart[c] = size;
        }
        return size++;
    }

    private void grow() {
        int more = size * 2;
        firstChild = Arrays.copyOf(firstChild, more);
        nextSibling = Arrays.copyOf(nextSibling, more);
        character = Arrays.copyOf(character, more);
        depth = Arrays.copyOf(depth, more);
        longest = Arrays.copyOf(longest, more);
    }

    /** Breadth first: the fallback of a state is shorter than the state. */
    private void link() {
        Queue<Integer> queue = new ArrayDeque<>();
        queue.add(START);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int child = firstChild[state]; child != 0; child = nextSibling[child]) {
                fallback[child] = state == START ? START : step(fallback[state], character[child]);
                longest[child] = Math.max(longest[child], longest[fallback[child]]);
                queue.add(child);
            }
        }
    }
}
