// Programs that people would write print what CPython 3.14 prints, in every build and mode.
import { suite } from './suites.mjs';

suite('programs');
