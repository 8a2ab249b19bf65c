// Unbounded recursion through every route ends in a RecursionError that the program catches; deep work is done.
import { suite } from './suites.mjs';

suite('depth');
