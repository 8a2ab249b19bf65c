// User methods are called in CPython's order, line by line.
import { suite } from './suites.mjs';

suite('order');
