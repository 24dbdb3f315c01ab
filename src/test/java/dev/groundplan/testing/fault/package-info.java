/**
 * Faults that are brought into the portal's classes while it runs, in tests only: ends at named
 * points, and planted bugs. Nothing of it is compiled into the portal.
 */
@NullMarked
package dev.groundplan.testing.fault;

import org.jspecify.annotations.NullMarked;
