/**
 * What tests of several modules share: a portal with the recorder engine, and people who use it.
 */
@NullMarked
package dev.groundplan.testing;

import org.jspecify.annotations.NullMarked;
